import type { ButtonHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary button a page: it names the act. `quiet` looks like a link, `danger` is for what cannot be undone. */
  variant?: ButtonVariant;
  /** `small` only in dense staff lists: 32 px high, where all others have 48. */
  size?: 'medium' | 'small';
  icon?: IconName;
}

/** A button that submits its form unless told otherwise. The second press of a double click is swallowed by enhance.js. */
export function Button({
  variant = 'primary',
  size = 'medium',
  icon,
  type = 'submit',
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button type={type} className={classNames('button', `button-${variant}`, `button-${size}`, className)} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}
