import { Button } from '#app/components/button.tsx';
import { Icon } from '#app/components/icon.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { localeFacts } from '#app/i18n/locales.ts';
import { useScanWords } from '#app/i18n/use-scan-words.ts';
import type { Kept } from './device-store.ts';
import type { QueueView, ScanQueue } from './scan-queue.ts';
import { toneOf } from './verdict.ts';

/** What this device still has to send, and what came of that which it sent late. */
export function QueuePanel({ queue, view }: { queue: ScanQueue; view: QueueView }) {
  const { t } = useScanWords();
  return (
    <>
      {!view.durable && (
        <Notice tone="warning">
          <p>{t('scan:full')}</p>
        </Notice>
      )}
      {view.halt !== null && view.unsent.length > 0 && <Unsent queue={queue} view={view} />}
      {view.told.length > 0 && (
        <section className="queue-told" aria-labelledby="told">
          <h2 id="told">{t('scan:told-title')}</h2>
          <ul>
            {view.told.map((item) => (
              <Told key={item.seq} item={item} onSeen={() => void queue.dismiss(item.seq)} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Unsent({ queue, view }: { queue: ScanQueue; view: QueueView }) {
  const { t, locale } = useScanWords();
  const reason = view.halt === 'offline' || view.halt === null ? 'text' : view.halt;
  const time = new Intl.DateTimeFormat(localeFacts[locale].format, { timeStyle: 'medium' });
  return (
    <section className="queue-unsent" aria-labelledby="unsent" data-unsent={view.unsent.length}>
      <div className="dock-head">
        <h2 id="unsent">{t('scan:unsent', { count: view.unsent.length })}</h2>
        <Button type="button" variant="secondary" size="small" onClick={() => void queue.send()}>
          {t('scan:send-now')}
        </Button>
      </div>
      <p>{t(`scan:kept.${reason}`)}</p>
      {view.halt === 'signed-out' && (
        <LinkButton href="/staff/sign-in?next=%2Fdock">{t('scan:kept.sign-in')}</LinkButton>
      )}
      <ol>
        {view.unsent.map((item) => (
          <li key={item.seq}>
            <Icon name={item.kind === 'found' ? 'photo' : 'clock'} size="small" />
            {item.kind === 'found' && <span>{t('scan:unsent-found')}</span>} <bdi dir="ltr">{item.code}</bdi>{' '}
            <time dateTime={new Date(item.at).toISOString()}>{time.format(item.at)}</time>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Told({ item, onSeen }: { item: Kept; onSeen: () => void }) {
  const { t } = useScanWords();
  const verdict = item.verdict ?? {
    ...({ result: 'stop', go: null, links: [] } as const),
    ...{ title: t('scan:verdict.conflict.title'), text: t('scan:verdict.conflict.text') },
  };
  const ways = [
    ...(verdict.go ? [{ href: verdict.go, label: t('scan:verdict.count'), note: '' }] : []),
    ...verdict.links,
  ];
  return (
    <li className={`notice tone-${toneOf[verdict.result]}`}>
      <Icon name={verdict.result === 'already' ? 'warning' : 'stop'} />
      <div className="notice-words">
        <p className="notice-title" dir="auto">
          {verdict.title}
        </p>
        <p dir="auto">
          <bdi dir="ltr">{item.code}</bdi> · {verdict.text}
        </p>
        <p className="queue-ways">
          {ways.map((way) => (
            <LinkButton key={way.href} href={way.href} variant="secondary" size="small">
              {way.label}
            </LinkButton>
          ))}
          <Button
            type="button"
            variant="quiet"
            size="small"
            onClick={onSeen}
            aria-label={t('scan:dismiss-what', { code: item.code })}
          >
            {t('scan:dismiss')}
          </Button>
        </p>
      </div>
    </li>
  );
}
