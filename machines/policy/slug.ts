import { z } from 'zod';

/** A name for files and addresses: small letters, digits and dashes, at most 40. It names a rule, season, market or warehouse for good. */
export const SlugSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/);
