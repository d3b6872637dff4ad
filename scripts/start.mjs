// @ts-check
/** `npm start`: builds the app if needed and serves it. `--port 8080` chooses another port. */
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from './build.mjs';
import { serve } from './server.mjs';

const DEFAULT_PORT = 4173;
const port = portFromArguments();

buildIfStale();
try {
  const server = await serve({ port });
  printAddresses(server.port);
} catch (error) {
  stop(whyNotServed(/** @type {NodeJS.ErrnoException} */ (error)));
}

function portFromArguments() {
  let chosen;
  try {
    chosen = parseArgs({ options: { port: { type: 'string' } } }).values.port;
  } catch (error) {
    return stop(`${/** @type {Error} */ (error).message} Usage: npm start -- --port 8080`);
  }
  if (chosen === undefined) return DEFAULT_PORT;
  const number = Number(chosen);
  if (!Number.isInteger(number) || number < 1 || number > 65_535) {
    return stop(`"${chosen}" is no port; choose a number from 1 to 65535, for example: npm start -- --port 8080`);
  }
  return number;
}

/** @param {NodeJS.ErrnoException} error */
function whyNotServed(error) {
  if (error.code === 'EADDRINUSE') {
    return (
      `Port ${port} is taken. A browser keeps the records under the exact address, port included, so Guanke does not ` +
      `move to another port by itself: stop the other program, or choose a port and stay with it: npm start -- --port 8080`
    );
  }
  if (error.code === 'EACCES')
    return `Port ${port} may not be used by this account; choose one above 1023 with --port.`;
  return `Guanke could not be served: ${error.message}`;
}

/** @param {number} port */
function printAddresses(port) {
  console.log(`\n  Guanke 观课\n\n  This computer:  http://localhost:${port}`);
  const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const lan = others.filter((entry) => entry.family === 'IPv4' && !entry.internal);
  for (const entry of lan) console.log(`  Local network:  http://${entry.address}:${port}`);
  if (lan.length > 0) {
    console.log(
      '\n  Over plain http on the local network there is no offline use, so only the sample school opens there;',
    );
    console.log('  for a school, put the folder dist on any https address (see README.md).');
  }
  console.log('\n  Records belong to the address: always open the same one. Ctrl+C stops.\n');
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
