import type { LinksFunction } from 'react-router';
import stylesheet from './policy.css?url';

/** Only these pages need it, so only they load it. */
export const policyLinks: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];
