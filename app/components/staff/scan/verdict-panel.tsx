import { LinkButton } from '#app/components/link-button.tsx';
import type { NoticeTone } from '#app/components/notice.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { useScanWords } from '#app/i18n/use-scan-words.ts';
import type { QueueView } from './scan-queue.ts';
import { toneOf, type Verdict } from './verdict.ts';

/** The answer to a scan with its further ways; `tone` where it says something milder than its result. */
export function VerdictPanel({ verdict, tone }: { verdict: Verdict; tone?: NoticeTone | null }) {
  const { t } = useScanWords();
  const ways = [
    ...(verdict.go ? [{ href: verdict.go, label: t('scan:verdict.count'), note: '' }] : []),
    ...verdict.links,
  ];
  return (
    <>
      <ScanVerdict key={verdict.id} tone={tone ?? toneOf[verdict.result]} title={verdict.title}>
        <p>{verdict.text}</p>
      </ScanVerdict>
      {ways.length > 0 && (
        <ul className="verdict-ways">
          {ways.map(({ href, label, note }) => (
            <li key={href}>
              <LinkButton href={href} variant="secondary">
                <bdi>{label}</bdi>
              </LinkButton>{' '}
              {note}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** A scan that nobody could answer yet. */
export function KeptPanel({ view }: { view: QueueView }) {
  const { t } = useScanWords();
  if (!view.latest?.late || view.latest.verdict || view.halt === null) return null;
  const reason = view.halt === 'offline' ? 'text' : view.halt;
  return (
    <ScanVerdict key={view.latest.id} tone="info" title={t('scan:kept.title', { code: view.latest.code })}>
      <p>{t(`scan:kept.${reason}`)}</p>
    </ScanVerdict>
  );
}
