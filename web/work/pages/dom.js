// As little of a page as is needed: elements, and the texts that the server wrote into it in the reader's language.

/**
 * @param {string} tag
 * @param {{[name: string]: string | boolean | ((event: globalThis.Event) => void)}} attributes
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  made.append(...children);
  return made;
}

/**
 * A text of the page, with its places filled.
 * @param {string} key
 * @param {...(string | number)} values
 */
export function say(key, ...values) {
  const text = document.querySelector(`[data-text="${CSS.escape(key)}"]`)?.textContent ?? key;
  return text.replace(/#(\d)/g, (_, at) => String(values[Number(at)] ?? ''));
}

/** Whether the page has a text. @param {string} key */
export const has = (key) => document.querySelector(`[data-text="${CSS.escape(key)}"]`) !== null;

/**
 * The one element that the server wrote for a purpose.
 * @param {string} name
 * @param {ParentNode} [within]
 * @returns {HTMLElement}
 */
export function part(name, within = document) {
  const found = within.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no ${name}`);
  return found;
}

/** A code in words, or the code. @param {string} code */
export const sayCode = (code) => (has(`code.${code}`) ? say(`code.${code}`) : say('code', code));

/**
 * A button that can't be pressed twice.
 * @param {HTMLElement} button
 * @param {() => Promise<void>} act
 */
export function onPress(button, act) {
  button.addEventListener('click', async (event) => {
    event.preventDefault();
    if (button.hasAttribute('disabled')) return;
    button.setAttribute('disabled', '');
    try {
      await act();
    } catch (failure) {
      tell(failure);
    } finally {
      button.removeAttribute('disabled');
    }
  });
}

/**
 * The same of a button whose deed changes: what it did before it does no more.
 * @param {HTMLElement} button
 * @param {() => Promise<void>} act
 */
export function replacePress(button, act) {
  const fresh = /** @type {HTMLElement} */ (button.cloneNode(true));
  button.replaceWith(fresh);
  onPress(fresh, act);
}

/** Nothing goes wrong in silence. @param {unknown} failure */
export function tell(failure) {
  const { code, name, message } = /** @type {{code?: unknown, name?: string, message?: string}} */ (failure ?? {});
  const text = typeof code === 'string' ? sayCode(code) : name === 'QuotaExceededError' ? say('full') : say('failed', message ?? String(failure));
  part('trouble').textContent = text;
  part('trouble').hidden = false;
}

/**
 * Gives the person a file.
 * @param {string} name
 * @param {BlobPart} bytes
 */
export function download(name, bytes) {
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
  element('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
