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
      aria-hidden="true"
      focusable="false"
    >
      {/* One element for all strokes; each begins at the corner, because some are drawn from where the pen was. */}
      <path d={iconPaths[name].join('M0 0')} />
    </svg>
  );
}
