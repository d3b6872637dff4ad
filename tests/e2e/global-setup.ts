import { buildIfStale } from '../../scripts/build.mjs';
import { serve } from '../../scripts/server.mjs';

/** Serves the built app on a free loopback port; the workers read its address from GUANKE_BASE_URL. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  buildIfStale();
  const server = await serve({ port: 0, host: '127.0.0.1' });
  process.env['GUANKE_BASE_URL'] = server.url;
  return server.close;
}
