import { allow, wrongMethod } from '#app/http.server.ts';
import { syncFound } from './found-new-page.server.ts';

export const loader = allow('dock.found', () => wrongMethod('POST'));

/** Takes one found parcel that a device has kept, photos and all; sent again it changes nothing. */
export const action = allow('dock.found', (args) => syncFound(args));
