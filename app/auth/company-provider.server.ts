import type { GenericOAuthConfig } from 'better-auth/plugins';
import type { Env } from '#app/env.server.ts';

/** The name of the shop's own sign-in, in addresses and in accounts. */
export const COMPANY = 'company';

/** Whether staff can sign in at the shop's own provider. */
export const hasCompanySignIn = (env: Env): boolean => env.OIDC_ISSUER !== undefined;

/**
 * The shop's own sign-in by OpenID Connect, or none. Nobody gets an account by it: it knows again who was invited, by an address that the
 * provider has verified. Identity tokens must be signed by the keys that the provider publishes.
 */
export function companyProviders(env: Env): GenericOAuthConfig[] {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return [];
  return [
    {
      ...{ providerId: COMPANY, clientId, clientSecret, pkce: true, scopes: ['openid', 'email', 'profile'] },
      discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
      ...{ requireIdTokenVerification: true, disableSignUp: true, disableImplicitSignUp: true },
      // Their role is given here and nowhere else.
      mapProfileToUser: ({ name }) => ({ name: typeof name === 'string' ? name : '' }),
    },
  ];
}
