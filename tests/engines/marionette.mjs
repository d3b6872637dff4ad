// @ts-check
import { connect } from 'node:net';
import { until } from './until.mjs';

/** @typedef {[type: 1, id: number, error: { error: string, message: string } | null, value: unknown]} Reply */

/**
 * Opens the socket on which Firefox takes commands: each message is its length, a colon, and JSON: `[0, id, name, parameters]` there,
 * `[1, id, error, value]` back.
 * @param {number} port
 * @returns {Promise<{ send: import('./sessions.mjs').Send, close: () => void }>}
 */
export async function connectMarionette(port) {
  const socket = await until('Firefox', () => open(port));
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const waiting = new Map();
  let last = 0;
  const greeted = new Promise((resolve) => {
    readMessages(socket, (message) => {
      if (!Array.isArray(message)) return resolve(message);
      const [, id, error, value] = /** @type {Reply} */ (message);
      const { resolve: answer, reject } = waiting.get(id) ?? {};
      waiting.delete(id);
      if (error) reject?.(new Error(`${error.error}: ${error.message}`));
      else answer?.(onlyValue(value));
    });
  });
  socket.on('error', () => undefined);
  socket.on('close', () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox is gone'));
    waiting.clear();
  });
  await greeted;
  return {
    send: (name, params = {}) =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        const text = JSON.stringify([0, last, name, params]);
        socket.write(`${Buffer.byteLength(text)}:${text}`);
      }),
    close: () => socket.destroy(),
  };
}

/**
 * @param {number} port
 * @returns {Promise<import('node:net').Socket | null>} null while nobody listens
 */
function open(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('error', () => resolve(null));
    socket.once('connect', () => resolve(socket));
  });
}

/**
 * @param {import('node:net').Socket} socket
 * @param {(message: unknown) => void} take each is a `Reply` but the first, which greets
 */
function readMessages(socket, take) {
  let rest = Buffer.alloc(0);
  socket.on('data', (data) => {
    rest = Buffer.concat([rest, data]);
    for (let colon = rest.indexOf(':'); colon >= 0; colon = rest.indexOf(':')) {
      const end = colon + 1 + Number(rest.subarray(0, colon).toString());
      if (rest.length < end) return;
      const message = JSON.parse(rest.subarray(colon + 1, end).toString());
      rest = rest.subarray(end);
      take(message);
    }
  });
}

/** @param {unknown} answer most commands answer with `{ value }` alone */
function onlyValue(answer) {
  if (typeof answer !== 'object' || answer === null || !('value' in answer)) return answer;
  return Object.keys(answer).length === 1 ? answer.value : answer;
}
