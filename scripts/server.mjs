// @ts-check
/** The static server behind `npm start` and the end-to-end tests. It only hands out files; no record ever reaches it. */
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

/** The built app. */
export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

/**
 * Serves a folder.
 * @param {object} options
 * @param {string} [options.folder] what to serve; the built app by default
 * @param {number} options.port 0 takes any free port
 * @param {string} [options.host] the address to listen on; all of them by default
 * @param {string} [options.prefix] a sub-path like `/school/guanke/`; `/` by default
 * @returns {Promise<{ port: number, url: string, close: () => Promise<void> }>} rejects when the port is taken
 */
export async function serve({ folder = DIST, port, host, prefix = '/' }) {
  const files = sirv(folder, { dev: true, etag: true, dotfiles: false, setHeaders: setCaching });
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (!url.startsWith(prefix)) return notFound(response);
    request.url = url.slice(prefix.length - 1);
    files(request, response, () => notFound(response));
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  const close = () =>
    new Promise((/** @type {(value: void) => void} */ resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { port: address.port, url: `http://localhost:${address.port}${prefix}`, close };
}

/**
 * Files with a hash in their name never change; everything else is asked for again each time, above all `sw.js`.
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 */
function setCaching(response, path) {
  const hashed = path.startsWith('/assets/');
  response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  // The page's own policy cannot say this from inside the page.
  response.setHeader('Content-Security-Policy', "frame-ancestors 'none'");
}

/** @param {import('node:http').ServerResponse} response */
function notFound(response) {
  response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
}
