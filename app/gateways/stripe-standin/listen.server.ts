import type { Server } from 'node:http';

/** Listens on 127.0.0.1 only; gives the address, also of a port that the system chose. */
export function listening(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      const actual = typeof address === 'object' && address ? address.port : port;
      resolve(`http://127.0.0.1:${actual}`);
    });
  });
}

/** Stops listening and ends every connection. */
export function closing(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    // Requests that hang by a script would never end, and idle ones are kept alive by the client.
    server.closeAllConnections();
  });
}
