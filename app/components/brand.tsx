import { Anchor } from './anchor.tsx';

/** The shop's name beside the mark of the portal: a parcel that turns back. */
export function Brand({ name, href }: { name: string; href: string }) {
  return (
    <Anchor href={href} className="brand">
      <svg className="brand-mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect className="brand-box" x="1" y="1" width="30" height="30" rx="9" />
        <path className="brand-tape" d="M13 1h6v9l-3-2.2-3 2.2V1Z" />
        <path className="brand-arrow" d="m12.3 14-4.3 4.1 4.3 4.1M8.4 18.1h10.3a4.7 4.7 0 0 1 0 9.4" />
      </svg>
      <span dir="auto">{name}</span>
    </Anchor>
  );
}
