import { createHash, createSign, generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the provider says about whoever signs in next, and how it misbehaves. */
export interface Says {
  sub: string;
  email: string;
  email_verified: boolean;
  /** Signs by a key that it does not publish. */
  foreignKey?: boolean;
  audience?: string;
  nonce?: string;
}

export interface OidcProvider extends AsyncDisposable {
  readonly issuer: string;
  says: Says;
  /** Signs that person in, as a browser that was sent there would: the address that it sends the browser back to. */
  visit(address: string): Promise<URL>;
}

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

/** A small OpenID Connect provider: discovery, authorization with PKCE, tokens signed by a key of its own, and that key. */
export async function startOidcProvider(client: { id: string; secret: string }): Promise<OidcProvider> {
  const [own, foreign] = [keys(), keys()];
  const grants = new Map<string, { nonce: string | null; challenge: string; redirect: string }>();
  let issuer = '';
  const provider = { says: { sub: 'u1', email: 'nobody@shop.example', email_verified: true } as Says };

  const token = (nonce: string | null) => {
    const { foreignKey, audience = client.id, nonce: said, ...person } = provider.says;
    const now = Math.floor(Date.now() / 1000);
    const claims = { iss: issuer, aud: audience, iat: now, exp: now + 300, nonce: said ?? nonce, ...person };
    const text = `${encode({ alg: 'RS256', kid: 'k1', typ: 'JWT' })}.${encode(claims)}`;
    const { privateKey } = foreignKey ? foreign : own;
    return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', issuer);
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
    };
    if (url.pathname === '/.well-known/openid-configuration') {
      const at = (path: string) => `${issuer}${path}`;
      return answer(200, {
        issuer,
        authorization_endpoint: at('/authorize'),
        token_endpoint: at('/token'),
        jwks_uri: at('/jwks'),
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      });
    }
    if (url.pathname === '/jwks')
      return answer(200, {
        keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'k1', alg: 'RS256', use: 'sig' }],
      });
    if (url.pathname === '/authorize') {
      const get = (name: string) => url.searchParams.get(name);
      const code = `code-${grants.size}`;
      const redirect = get('redirect_uri') ?? '';
      grants.set(code, { nonce: get('nonce'), challenge: get('code_challenge') ?? '', redirect });
      const back = new URL(redirect);
      back.searchParams.set('code', code);
      back.searchParams.set('state', get('state') ?? '');
      response.writeHead(302, { Location: back.href }).end();
      return;
    }
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      const form = new URLSearchParams(body);
      const grant = grants.get(form.get('code') ?? '');
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url');
      const basic = Buffer.from(`${client.id}:${client.secret}`).toString('base64');
      const authentic =
        form.get('client_secret') === client.secret || request.headers.authorization === `Basic ${basic}`;
      if (!grant || !authentic || challenge !== grant.challenge || form.get('redirect_uri') !== grant.redirect)
        return answer(400, { error: 'invalid_grant' });
      grants.delete(form.get('code') ?? '');
      return answer(200, { access_token: 'at', token_type: 'Bearer', expires_in: 300, id_token: token(grant.nonce) });
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return Object.assign(provider, {
    issuer,
    async visit(address: string) {
      const sent = await fetch(address, { redirect: 'manual' });
      return new URL(sent.headers.get('Location') ?? '');
    },
    [Symbol.asyncDispose]: () => new Promise<void>((closed) => server.close(() => closed())),
  });
}
