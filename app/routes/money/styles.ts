import type { LinksFunction } from 'react-router';
import stylesheet from './money.css?url';

/** Only these pages need it, so only they load it. */
export const moneyLinks: LinksFunction = () => [{ rel: 'stylesheet', href: stylesheet }];
