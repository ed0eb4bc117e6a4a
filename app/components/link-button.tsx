import { Anchor, type AnchorProps } from './anchor.tsx';
import type { ButtonVariant } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';

export interface LinkButtonProps extends AnchorProps {
  variant?: ButtonVariant;
  size?: 'medium' | 'small';
  icon?: IconName;
}

/** A link that leads on to the next page of a task, with the weight of a button. It changes nothing by being followed. */
export function LinkButton({
  variant = 'primary',
  size = 'medium',
  icon,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <Anchor className={classNames('button', `button-${variant}`, `button-${size}`, className)} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </Anchor>
  );
}
