import { useScanWords } from '#app/i18n/use-scan-words.ts';
import type { DeviceOptions } from './device-options.ts';

/** What somebody may set on this device; each takes effect at once. */
export function DeviceOptionsPanel({
  options,
  onChange,
}: {
  options: DeviceOptions;
  onChange: (change: Partial<DeviceOptions>) => void;
}) {
  const { t } = useScanWords();
  return (
    <fieldset className="device-options">
      <legend>{t('scan:option.legend')}</legend>
      {(['count', 'sound'] as const).map((name) => (
        <label key={name}>
          <input
            type="checkbox"
            checked={options[name]}
            onChange={(event) => onChange({ [name]: event.target.checked })}
          />
          {t(`scan:option.${name}`)}
        </label>
      ))}
    </fieldset>
  );
}
