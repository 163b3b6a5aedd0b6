// Pages that open without signal, each beside the script that it names and its looks: a cache for each version of the script. A page is
// kept only where its script is, and the script stays for as long as a page names it. The caches are filled here alone, by the pages and
// by the service worker; scripts are put in by the service worker, which has held them against their hashes.

const PREFIX = 'saksei work ';
// What a desk can do now is no use tomorrow, and would push out stations that were prepared.
const STAYS = /^\/[a-z]{2,3}\/work\/(?:key|stations\/[^/]+)$/;
const MOST_PAGES = 64;
const MOST_VERSIONS = 4;
const SCRIPT = /<script [^>]*src="(\/work\/[0-9a-f]{12}\/work\.js)"/;
const LOOKS = /<link rel="(?:stylesheet|icon)"[^>]*href="([^"]+)"/g;

/** @param {string} script its path */
export const cacheOf = (script) => PREFIX + script;

/** The script that a page names. @param {string} html */
export const scriptOf = (html) => SCRIPT.exec(html)?.[1];

/** Those of this form, the newest first. */
const names = async () => (await caches.keys()).filter((name) => name.startsWith(PREFIX)).reverse();

/**
 * What was kept, of the newest version that has it.
 * @param {RequestInfo | URL} request
 * @returns {Promise<Response | undefined>}
 */
export async function keptAnswer(request) {
  for (const name of await names()) {
    const known = await (await caches.open(name)).match(request);
    if (known) return known;
  }
  return undefined;
}

/**
 * Keeps a page, in place of the one that an older script belongs to.
 * @param {string} address
 * @param {Response} answer
 * @param {(script: string) => Promise<unknown>} find whether a script is kept
 * @returns {Promise<boolean>} false where it is no page of the workplaces, or its script isn't here
 */
export async function keepPage(address, answer, find = keptAnswer) {
  const html = await answer.clone().text();
  const script = scriptOf(html);
  if (!STAYS.test(address) || !answer.ok || script === undefined || !(await find(script))) return false;
  const cache = await caches.open(cacheOf(script));
  for (const [, look = ''] of html.matchAll(LOOKS)) if (!(await cache.match(look))) await cache.add(look);
  await cache.put(address, answer);
  for (const old of (await pagesOf(cache)).slice(0, -MOST_PAGES)) await cache.delete(old);
  await dropOlder(cacheOf(script), address);
  return true;
}

/** @param {Cache} cache */
const pagesOf = async (cache) => (await cache.keys()).filter(({ url }) => new URL(url).search === '' && !/\.\w+$/.test(new URL(url).pathname));

/**
 * The address of a page of the same language that is kept, the newest first.
 * @param {string} address
 */
export async function keptPageBeside(address) {
  const language = address.slice(0, address.indexOf('/', 1) + 1);
  for (const name of await names()) {
    const pages = (await pagesOf(await caches.open(name))).map(({ url }) => url).filter((url) => new URL(url).pathname.startsWith(language));
    if (pages.length > 0) return pages.at(-1);
  }
  return undefined;
}

/**
 * @param {string} newest
 * @param {string} address
 */
async function dropOlder(newest, address) {
  const others = (await names()).filter((name) => name !== newest);
  for (const [index, name] of others.entries()) {
    const cache = await caches.open(name);
    await cache.delete(address);
    if (index >= MOST_VERSIONS || (await pagesOf(cache)).length === 0) await caches.delete(name);
  }
}

/** Bytes of all that is kept here. */
export async function weighAll() {
  let bytes = 0;
  for (const name of await names()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) bytes += (await (await cache.match(request))?.arrayBuffer())?.byteLength ?? 0;
  }
  return bytes;
}

/** Takes out what earlier versions kept in another form. */
export async function dropForeign() {
  for (const name of await caches.keys()) if (name.startsWith('saksei ') && !name.startsWith(PREFIX)) await caches.delete(name);
}
