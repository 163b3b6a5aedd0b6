// The cache of pages that open without signal: the pages put themselves in, and the service worker gives them out.

export const PAGE_CACHE = 'saksei pages';
