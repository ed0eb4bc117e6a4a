import address from './code-reader.ts?worker&url';
import { trustedAddresses } from './trusted-address.ts';

const DOCK_WORKER = '/dock-worker.js';

/** The only two addresses that this program ever runs anything from. */
const trusted = trustedAddresses([DOCK_WORKER, address]);

/** Installs what answers for the dock when there is no connection. */
export const installDockWorker = () =>
  navigator.serviceWorker.register(trusted.createScriptURL(DOCK_WORKER), { scope: '/dock' });

/** The thread that reads codes; nothing of it is loaded before it is started. It is handed to the camera, which is not loaded with the page. */
export interface ReaderThread {
  readonly address: string;
  /** Throws where a browser refuses workers. */
  start(): Worker;
}

export const readerThread: ReaderThread = {
  address,
  start: () => new Worker(trusted.createScriptURL(address), { type: 'module', name: 'code-reader' }),
};
