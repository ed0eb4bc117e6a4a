import type { ReactNode } from 'react';

/** One matter on its own sheet of paper. `level` is the heading's place in the page's outline. */
export function Card({
  title,
  level = 2,
  actions,
  children,
}: {
  title?: ReactNode;
  level?: 2 | 3;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="card">
      {(title || actions) && (
        <div className="card-head">
          {title && <Heading>{title}</Heading>}
          {actions}
        </div>
      )}
      {children}
    </section>
  );
}
