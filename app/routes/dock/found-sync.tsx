import { allow, fail } from '#app/http.server.ts';
import { syncFound } from './found-new-page.server.ts';

/** There is nothing to see at this address. */
export const loader = allow('dock.found', () => fail(404, 'not-found'));

/** Takes one found parcel that a device has kept, photos and all; sent again it changes nothing. */
export const action = allow('dock.found', (args) => syncFound(args));
