// @ts-check
import { pause, until } from './until.mjs';

/** The name under which WebDriver hands an element around. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/**
 * @typedef {Record<string, string>} Element
 * @typedef {{ exact?: boolean, within?: Element | null }} Which
 */

/** A page of the app, by what a person sees in it. */
export class Page {
  /** @param {import('./sessions.mjs').Session} session */
  constructor(session) {
    this.send = session.send;
  }

  /** @param {string} url */
  async open(url) {
    await this.send('WebDriver:Navigate', { url });
  }

  /** As a person reloads; Firefox's own command for it goes past the service worker. */
  async reload() {
    await this.run(() => {
      Object.assign(window, { old: true });
      location.reload();
    });
    await until('the page after the reload', () => this.run(() => !('old' in window)).catch(() => false));
  }

  /**
   * Runs a function in the page, which sees nothing but its arguments.
   * @template {unknown[]} A
   * @template T
   * @param {(...args: A) => T} work
   * @param {A} args
   * @returns {Promise<T>}
   */
  run(work, ...args) {
    return this.send('WebDriver:ExecuteScript', { script: `return (${work})(...arguments)`, args });
  }

  /**
   * @template {unknown[]} A
   * @template T
   * @param {(...args: A) => Promise<T>} work
   * @param {A} args
   * @returns {Promise<T>}
   */
  async wait(work, ...args) {
    const script = `const done = arguments[arguments.length - 1];
      (${work})(...[...arguments].slice(0, -1)).then((value) => done({ value }), (error) => done({ error: String(error) }))`;
    const { value, error } = await this.send('WebDriver:ExecuteAsyncScript', { script, args });
    if (error) throw new Error(error);
    return value;
  }

  /**
   * Waits for an element by its role and name.
   * @param {string} role
   * @param {string} name
   * @param {Which} [which]
   * @returns {Promise<Element>}
   */
  find(role, name, { exact = false, within = null } = {}) {
    const look = () => this.run(findInPage, role, name, exact, /** @type {any} */ (within)).catch(whenGone);
    return /** @type {Promise<any>} */ (until(`${role} “${name}”`, look));
  }

  /**
   * @param {string} role
   * @param {string} name
   * @param {Which} [which]
   */
  async click(role, name, which) {
    await until(`a click on ${role} “${name}”`, async () => {
      const id = (await this.find(role, name, which))[ELEMENT];
      // A window that has just been opened can lose a click; then none was heard.
      await this.run(listenForClick);
      const clicked = await this.send('WebDriver:ElementClick', { id }).then(() => true, whenGone);
      for (let asked = 0; clicked && asked < 10; asked += 1) {
        if ((await this.run(() => document.documentElement.dataset['heard']).catch(() => 'gone')) !== 'not yet')
          return true;
        await pause(50);
      }
      return false;
    });
  }

  /**
   * @param {string} role
   * @param {string} name
   * @param {string} text
   * @param {Which} [which]
   */
  async fill(role, name, text, which) {
    const id = (await this.find(role, name, which))[ELEMENT];
    if (role !== 'file') await this.send('WebDriver:ElementClear', { id });
    await this.send('WebDriver:ElementSendKeys', { id, text });
  }

  /**
   * Sets the value of a field at once, as a paste or the system's list of choices does.
   * @param {string} role
   * @param {string} name
   * @param {string} text the text, or the beginning of the chosen option
   */
  async set(role, name, text) {
    await this.run(setInPage, await this.find(role, name, { exact: true }), text);
  }

  /** @param {string} words waits until they stand on the page */
  async sees(words) {
    const seen = (/** @type {string} */ text) => document.body.innerText.replaceAll(/\s+/g, ' ').includes(text);
    await until(`the words “${words}”`, () => this.run(seen, words).catch(() => false));
  }

  /**
   * Goes to an address of the app and waits until its page stands.
   * @param {string} hash
   * @param {string} route
   */
  async goTo(hash, route) {
    await this.run((to) => {
      if ((location.hash || '#/') === to) return;
      performance.clearMarks();
      location.hash = to;
    }, hash);
    await this.ready(route);
  }

  /** @param {string} route */
  async ready(route) {
    const stands = (/** @type {string} */ name) => performance.getEntriesByName(`ready:${name}`, 'mark').length > 0;
    await until(`the page ${route}`, () => this.run(stands, route).catch(() => false));
  }

  /** How many rows each table of the school holds, read past all code of the app. */
  counts() {
    return this.wait(countRows, ['records', 'lessons', 'sheets', 'workbooks', 'drafts', 'entries']);
  }
}

/**
 * @param {Error} error
 * @returns {null} for an element or a page that went away meanwhile, or is covered for a moment; anything else is thrown
 */
function whenGone(error) {
  if (/stale|detached|navigat|not interactable|intercept|no such window|context/i.test(error.message)) return null;
  throw error;
}

function listenForClick() {
  const { dataset } = document.documentElement;
  dataset['heard'] = 'not yet';
  addEventListener('click', () => (dataset['heard'] = 'yes'), { capture: true, once: true });
}

/**
 * In the page: the first element of a role with this name that can be seen, in the dialog where one is open.
 * @param {string} role
 * @param {string} name
 * @param {boolean} exact
 * @param {HTMLElement | null} within
 * @returns {globalThis.Element | null}
 */
function findInPage(role, name, exact, within) {
  const selectors = /** @type {Record<string, string>} */ ({
    button: 'button',
    link: 'a[href]',
    textbox: 'input:not([type]), input[type=text], input[type=search], textarea',
    combobox: 'select, [role=combobox]',
    option: '[role=option]',
    radio: 'input[type=radio], [role=radio]',
    radiogroup: '[role=radiogroup]',
    table: 'table',
    file: 'input[type=file]',
  });
  const words = (/** @type {globalThis.Element | null} */ node) =>
    (node?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const nameOf = (/** @type {HTMLInputElement & HTMLTableElement} */ node) => {
    const ids = node.getAttribute('aria-labelledby')?.split(' ');
    if (ids) return ids.map((id) => words(document.getElementById(id))).join(' ');
    const label = node.getAttribute('aria-label');
    return label?.trim() || [...(node.labels ?? [])].map(words).join(' ') || words(node.caption ?? node);
  };
  const fits = (/** @type {string} */ text) => (exact ? text === name : text.includes(name));
  const dialogs = [...document.querySelectorAll('dialog')].filter((dialog) => dialog.matches(':modal'));
  const found = (within ?? dialogs.at(-1) ?? document).querySelectorAll(selectors[role] ?? role);
  const seen = (/** @type {globalThis.Element} */ node) => role === 'file' || node.getClientRects().length > 0;
  return [...found].find((node) => seen(node) && fits(nameOf(/** @type {any} */ (node)))) ?? null;
}

/**
 * In the page.
 * @param {any} field
 * @param {string} text
 */
function setInPage(field, text) {
  if (field instanceof HTMLSelectElement) {
    const option = [...field.options].find((each) => each.text.trim().startsWith(text));
    if (!option) throw new Error(`no option ${text}`);
    field.value = option.value;
  } else field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

/**
 * In the page.
 * @param {string[]} tables
 * @returns {Promise<Record<string, number>>}
 */
function countRows(tables) {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('guanke');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const db = request.result;
      const counts = /** @type {Record<string, number>} */ ({});
      const reading = db.transaction(tables);
      for (const table of tables) {
        const count = reading.objectStore(table).count();
        count.onsuccess = () => (counts[table] = count.result);
      }
      reading.oncomplete = () => {
        db.close();
        resolve(counts);
      };
    };
  });
}
