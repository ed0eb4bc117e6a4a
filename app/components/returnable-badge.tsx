import { Icon } from './icon.tsx';

/** Whether a line may come back: a green light with the date until when, or the reason why not. Both in whole words. */
export function ReturnableBadge({ returnable, children }: { returnable: boolean; children: string }) {
  return (
    <p className={returnable ? 'returnable returnable-yes' : 'returnable returnable-no'}>
      <Icon name={returnable ? 'success' : 'minus'} size="small" />
      <span>{children}</span>
    </p>
  );
}
