import type { ReactNode } from 'react';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  type MiddlewareFunction,
  Outlet,
  Scripts,
  ScrollRestoration,
  UNSAFE_useScrollRestoration,
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

/**
 * Scripts of our own stand in what the server writes and nowhere else, and as children of head and body, where React passes over what it does not know. One
 * that is drawn in the browser would never run, and to make it is to make HTML of a text, which our pages forbid.
 */
const onServer = import.meta.env.SSR;

/** Somebody is signed in until a time that has to be told. */
function hasSession(loaderData: unknown): boolean {
  return (
    typeof loaderData === 'object' && loaderData !== null && 'session' in loaderData && loaderData.session !== null
  );
}

/** A route's `handle`: with `hydrate` the framework's scripts are sent, which only staff pages do. */
function hydrates(handle: unknown): boolean {
  return typeof handle === 'object' && handle !== null && 'hydrate' in handle && handle.hydrate === true;
}

export function Layout({ children }: { children: ReactNode }) {
  const { language, direction } = useWords();
  const matches = useMatches();
  const hydrate = matches.some((match) => hydrates(match.handle));
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
        {onServer && !hydrate && <script src="/enhance.js" defer />}
        {onServer && matches.some(({ loaderData }) => hasSession(loaderData)) && <script src="/session.js" defer />}
      </head>
      <body>
        {children}
        {hydrate && <Scripts />}
        {hydrate && (onServer ? <ScrollRestoration /> : <Scrolled />)}
      </body>
    </html>
  );
}

/** Keeps where a page was scrolled to, without the script that goes there before the framework's are loaded. */
function Scrolled() {
  UNSAFE_useScrollRestoration();
  return null;
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
