import { classNames } from './class-names.ts';
import { iconPaths } from './icon-paths.ts';

export type IconName = keyof typeof iconPaths;

/** Drawn on a 24-unit grid with one stroke; always beside words, so never read aloud. `flip` turns with the writing direction. */
export function Icon({
  name,
  size = 'medium',
  flip = false,
}: {
  name: IconName;
  size?: 'small' | 'medium' | 'large';
  flip?: boolean;
}) {
  return (
    <svg
      className={classNames('icon', `icon-${size}`, flip && 'icon-flip')}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {iconPaths[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
