import type { ReactNode } from 'react';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  type MiddlewareFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  useMatches,
  useRouteLoaderData,
} from 'react-router';
import { requestContext } from '#app/context.server.ts';
import { allow } from '#app/http.server.ts';
import { useWords } from '#app/i18n/use-words.ts';
import type { Route } from './+types/root';
import { errorWords } from './http/error-words.ts';
import { FaultPage } from './routes/fault-page.tsx';
import stylesheet from './styles/index.css?url';

export const links: Route.LinksFunction = () => [{ rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' }];

export const middleware: MiddlewareFunction<Response>[] = [
  ({ context, pattern }) => context.get(requestContext).noteRoute(pattern),
];

export const loader = allow('public', ({ requestId }) => ({ requestId }));

/** The id belongs to the document: it is what a person can name when something is wrong with it. */
export const shouldRevalidate = () => false;

/** A route's `handle`: with `hydrate` the framework's scripts are sent, which only staff pages do. */
function hydrates(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true;
}

export function Layout({ children }: { children: ReactNode }) {
  const { language, direction } = useWords();
  const hydrate = useMatches().some((match) => hydrates(match.handle));
  return (
    <html lang={language} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {/* With a precedence it comes before the scripts of the page, which would be fetched first and painted last. */}
        <link rel="stylesheet" href={stylesheet} precedence="first" />
        <Meta />
        {/* Its letters are those of English and German; without it in time a first visit keeps the system's own. */}
        {(language === 'en' || language === 'de') && (
          <link rel="preload" href="/fonts/figtree-latin.woff2" as="font" type="font/woff2" crossOrigin="anonymous" />
        )}
        <Links />
        {!hydrate && <script src="/enhance.js" defer />}
      </head>
      <body>
        {children}
        {hydrate && <ScrollRestoration />}
        {hydrate && <Scripts />}
      </body>
    </html>
  );
}

export default function Root() {
  return <Outlet />;
}

export function ErrorBoundary({ error }: Route.ErrorBoundaryProps) {
  const { t } = useWords();
  const requestId = useRouteLoaderData<typeof loader>('root')?.requestId ?? null;
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return <FaultPage {...errorWords(t, status, codeOf(error))} requestId={requestId} />;
}

function codeOf(error: unknown): string | null {
  if (!isRouteErrorResponse(error)) return null;
  const { data } = error;
  return typeof data === 'object' && data !== null && 'code' in data ? String(data.code) : null;
}
