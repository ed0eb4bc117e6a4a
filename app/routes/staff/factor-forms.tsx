import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { CodeInput } from '#app/components/code-input.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { TextInput } from '#app/components/text-input.tsx';
import { useWords } from '#app/i18n/use-words.ts';

interface Wrong {
  error: string | undefined;
}

function OwnPassword({ id, error }: Wrong & { id: string }) {
  const { t } = useWords();
  return (
    <TextInput
      name="password"
      id={id}
      type="password"
      label={t('people:password.current')}
      error={error}
      autoComplete="current-password"
      ltr
    />
  );
}

export function SetUpFactor({ error }: Wrong) {
  const { t } = useWords();
  return (
    <form method="post" noValidate className="flow">
      <p>{t('people:factor.what')}</p>
      <OwnPassword id="password" error={error} />
      <Button name="intent" value="begin">
        {t('people:factor.begin')}
      </Button>
    </form>
  );
}

/** The secret as a picture for the app's camera, and as text for whoever has none. */
export function ConfirmFactor({
  picture,
  secret,
  error,
}: Wrong & { picture: { size: number; path: string }; secret: string }) {
  const { t } = useWords();
  return (
    <form method="post" noValidate className="flow">
      <p>{t('people:factor.scan')}</p>
      <svg className="factor-picture" viewBox={`0 0 ${picture.size} ${picture.size}`} role="img">
        <title>{t('people:factor.picture')}</title>
        <rect className="factor-light" width={picture.size} height={picture.size} />
        <path className="factor-dark" d={picture.path} shapeRendering="crispEdges" />
      </svg>
      <p>
        {t('people:factor.type')} <code dir="ltr">{secret}</code>
      </p>
      <CodeInput name="code" label={t('people:factor.code')} error={error} />
      <Button name="intent" value="confirm">
        {t('people:factor.confirm')}
      </Button>
    </form>
  );
}

export function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const { t } = useWords();
  return (
    <>
      <Notice tone="warning" live>
        <p>{t('people:recovery.once')}</p>
      </Notice>
      <ul className="recovery-codes" dir="ltr">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <LinkButton href={next}>{t('people:recovery.kept')}</LinkButton>
    </>
  );
}

export function RenewCodes({ error }: Wrong) {
  const { t } = useWords();
  return (
    <Card title={t('people:recovery.renew')}>
      <form method="post" noValidate className="flow">
        <p>{t('people:recovery.renew-text')}</p>
        <OwnPassword id="renew-password" error={error} />
        <Button variant="secondary" name="intent" value="renew">
          {t('people:recovery.renew')}
        </Button>
      </form>
    </Card>
  );
}

export function SwitchFactorOff({ error }: Wrong) {
  const { t } = useWords();
  return (
    <Card title={t('people:factor.switch-off')}>
      <form method="post" noValidate className="flow">
        <CodeInput name="code" id="off-code" label={t('people:factor.code')} error={error} />
        <Button variant="danger" name="intent" value="off">
          {t('people:factor.switch-off')}
        </Button>
      </form>
    </Card>
  );
}
