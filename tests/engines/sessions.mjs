// @ts-check
/**
 * Browsers with another engine than Chromium, driven with nothing but what Node brings: WebKit through its WebDriver over HTTP, Firefox
 * through Marionette, which takes the same commands over a socket.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { connectMarionette } from './marionette.mjs';
import { until } from './until.mjs';

/**
 * @typedef {(name: string, params?: Record<string, unknown>) => Promise<any>} Send sends a command; answers with its value
 * @typedef {{ version: string, send: Send, end: () => Promise<void> }} Session
 * @typedef {object} Engine
 * @property {string} name
 * @property {string | null} missing what this machine would need; null = everything is there
 * @property {boolean} keepsFiles whether a driven window has private files, in which the safety copy lies
 * @property {(folder: string) => Promise<Session>} start begins a session with an empty folder as its profile and home
 */

/** Commands as they are addressed over HTTP. */
const ROUTES = /** @type {Record<string, [string, string]>} */ ({
  'WebDriver:Navigate': ['POST', '/url'],
  'WebDriver:ExecuteScript': ['POST', '/execute/sync'],
  'WebDriver:ExecuteAsyncScript': ['POST', '/execute/async'],
  'WebDriver:SetTimeouts': ['POST', '/timeouts'],
  'WebDriver:SetWindowRect': ['POST', '/window/rect'],
  'WebDriver:NewWindow': ['POST', '/window/new'],
  'WebDriver:CloseWindow': ['DELETE', '/window'],
  'WebDriver:SwitchToWindow': ['POST', '/window'],
  'WebDriver:GetWindowHandle': ['GET', '/window'],
  'WebDriver:ElementClick': ['POST', '/element/{id}/click'],
  'WebDriver:ElementSendKeys': ['POST', '/element/{id}/value'],
  'WebDriver:ElementClear': ['POST', '/element/{id}/clear'],
});

/** WebKitGTK leaves off what Safari has from 16.4 on. */
const PRIVATE_FILES = '--features=+StorageAPI,+FileSystem,+AccessHandle';

/** Firefox asks nobody for anything, opens no page of its own, and saves where the test looks. */
const QUIET = {
  'intl.accept_languages': 'en-GB, en',
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.aboutwelcome.enabled': false,
  'browser.download.folderList': 2,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.topsites.contile.enabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
};

/** @returns {Engine[]} the engines beside Chromium that the app is tried in, whether they are on this machine or not */
export function otherEngines() {
  const driver = onPath('WebKitWebDriver');
  const xvfb = onPath('Xvfb');
  const browser = ['x86_64-linux-gnu', 'aarch64-linux-gnu', '']
    .flatMap((kind) => ['webkit2gtk-4.1', 'webkit2gtk-4.0'].map((lib) => join('/usr/lib', kind, lib, 'MiniBrowser')))
    .find(isProgram);
  const firefox = process.env.FIREFOX_PATH ?? onPath('firefox-esr') ?? onPath('firefox');
  return [
    {
      name: 'WebKit',
      missing:
        driver && xvfb && browser
          ? null
          : 'needs WebKitWebDriver, its MiniBrowser and Xvfb (Debian: webkit2gtk-driver xvfb)',
      // A driven window of WebKitGTK is a private one.
      keepsFiles: false,
      start: (folder) => startWebKit(String(driver), String(browser), String(xvfb), folder),
    },
    {
      name: 'Firefox',
      missing: firefox ? null : 'needs Firefox (Debian: firefox-esr), on the PATH or named by FIREFOX_PATH',
      keepsFiles: true,
      start: (folder) => startFirefox(String(firefox), folder),
    },
  ];
}

/**
 * @param {string} driver
 * @param {string} browser
 * @param {string} xvfb
 * @param {string} folder
 * @returns {Promise<Session>}
 */
async function startWebKit(driver, browser, xvfb, folder) {
  const screen = spawn(xvfb, ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const display = await new Promise((resolve) => screen.stdout.once('data', (data) => resolve(String(data).trim())));
  const port = await freePort();
  const env = { ...process.env, ...homeIn(folder), DISPLAY: `:${display}`, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1' };
  const child = spawn(driver, [`--port=${port}`], { env: { ...env, LIBGL_ALWAYS_SOFTWARE: '1' }, stdio: 'ignore' });
  const call = caller(`http://127.0.0.1:${port}`);
  await until('the driver of WebKit', () => call('GET', '/status').then(Boolean, () => false));
  const options = { binary: browser, args: ['--automation', PRIVATE_FILES] };
  const opened = await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const base = `/session/${opened.sessionId}`;
  return {
    version: `${opened.capabilities.browserName} ${opened.capabilities.browserVersion}`,
    send: (name, { id, ...params } = {}) => {
      const [method, path] = ROUTES[name] ?? ['POST', `/unknown/${name}`];
      return call(method, base + path.replace('{id}', String(id)), method === 'POST' ? params : undefined);
    },
    end: async () => {
      await call('DELETE', base).catch(() => undefined);
      await endProcess(child);
      await endProcess(screen);
    },
  };
}

/**
 * @param {string} program
 * @param {string} folder
 * @returns {Promise<Session>}
 */
async function startFirefox(program, folder) {
  const port = await freePort();
  const settings = { ...QUIET, 'marionette.port': port, 'browser.download.dir': join(folder, 'saved') };
  const lines = Object.entries(settings).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`);
  writeFileSync(join(folder, 'user.js'), lines.join('\n'));
  const args = ['--headless', '--marionette', '--no-remote', '--profile', folder];
  const child = spawn(program, args, { env: { ...process.env, ...homeIn(folder) }, stdio: 'ignore' });
  const { send, close } = await connectMarionette(port);
  const opened = await send('WebDriver:NewSession', { strictFileInteractability: false });
  return {
    version: `${opened.capabilities.browserName} ${opened.capabilities.browserVersion}`,
    send,
    end: async () => {
      await send('Marionette:Quit', { flags: ['eForceQuit'] }).catch(() => undefined);
      close();
      await endProcess(child);
    },
  };
}

/** @param {string} folder everything that a browser keeps goes in here */
function homeIn(folder) {
  mkdirSync(join(folder, 'saved'), { recursive: true });
  return {
    HOME: folder,
    XDG_DATA_HOME: join(folder, 'data'),
    XDG_CACHE_HOME: join(folder, 'cache'),
    XDG_CONFIG_HOME: join(folder, 'config'),
    XDG_DOWNLOAD_DIR: join(folder, 'saved'),
  };
}

/** @param {string} address of a driver that speaks WebDriver over HTTP */
function caller(address) {
  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  return async (method, path, body) => {
    const answer = await fetch(address + path, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
    const { value } = /** @type {{ value: any }} */ (await answer.json());
    if (!answer.ok) throw new Error(`${value?.error}: ${value?.message}`);
    return value;
  };
}

/** @param {import('node:child_process').ChildProcess} child */
async function endProcess(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill();
  const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(hard);
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/** @param {string} name */
function onPath(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.map((folder) => join(folder, name)).find(isProgram);
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
