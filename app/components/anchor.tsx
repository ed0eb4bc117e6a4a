import type { AnchorHTMLAttributes } from 'react';
import { Link, useInRouterContext } from 'react-router';

export interface AnchorProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  href: string;
  /** Leads to a file or another document that the router must not fetch as a page: a label, a photo, a mail address. */
  document?: boolean;
}

/** A link. Within the router it navigates without a reload where scripts run; elsewhere, and in mails, it is a plain one. */
export function Anchor({ href, document = false, children, ...rest }: AnchorProps) {
  const routed = useInRouterContext() && href.startsWith('/');
  if (!routed) {
    return (
      <a href={href} {...rest}>
        {children}
      </a>
    );
  }
  return (
    <Link to={href} reloadDocument={document} {...rest}>
      {children}
    </Link>
  );
}
