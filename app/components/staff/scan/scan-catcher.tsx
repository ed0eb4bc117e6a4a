import { useEffect, useRef } from 'react';
import { useLocation, useNavigate, useNavigation } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { useScanWords } from '#app/i18n/use-scan-words.ts';
import { useDeviceOptions } from './device-options.ts';
import { sound } from './sound.ts';
import { useAnswers, useScanQueue } from './use-scan-queue.ts';
import { useScanner } from './use-scanner.ts';
import { KeptPanel, VerdictPanel } from './verdict-panel.tsx';

/**
 * Hears a scanner on a page that has no field for codes. The parcel has come, whatever happens on this page; the page goes on to it unless something
 * was entered here that would be lost. What the page itself has a place for, it takes: then it is no parcel's.
 */
export function ScanCatcher({ takes }: { takes: (text: string) => boolean }) {
  const { t } = useScanWords();
  const scans = useScanQueue();
  const { queue, view } = scans;
  const [options] = useDeviceOptions();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const leaving = useNavigation().state !== 'idle';
  const changed = useChanged(pathname);
  useScanner((code) => {
    if (!takes(code)) void queue.scan(code);
  });
  useAnswers(scans, ({ verdict, late }) => {
    if (options.sound) sound(verdict?.result ?? 'kept');
    if (verdict?.go && verdict.go !== pathname && !late && !changed()) void navigate(verdict.go);
  });
  const verdict = view.latest?.verdict;
  // Where it leads to is decided when the next page is there.
  if (leaving) return null;
  if (!verdict) return <KeptPanel view={view} />;
  if (!verdict.go || verdict.go === pathname) return <VerdictPanel verdict={{ ...verdict, go: null }} />;
  return (
    <div className="scan-elsewhere">
      <ScanVerdict tone="warning" title={t('scan:elsewhere.title', { code: view.latest?.code ?? '' })}>
        <p>{t('scan:elsewhere.text')}</p>
      </ScanVerdict>
      <p className="queue-ways">
        <LinkButton href={verdict.go}>{t('scan:elsewhere.go')}</LinkButton>
        <Button type="button" variant="secondary" onClick={() => queue.forget()}>
          {t('scan:elsewhere.stay')}
        </Button>
      </p>
    </div>
  );
}

/** Whether something is entered on this page that it did not open with; a scanner's own keys are taken out again before anybody asks. */
function useChanged(pathname: string): () => boolean {
  const opened = useRef('');
  useEffect(() => {
    if (pathname !== '') opened.current = entered();
  }, [pathname]);
  return () => entered() !== opened.current;
}

function entered(): string {
  const forms = [...document.querySelectorAll<HTMLFormElement>('main form')];
  const fields = forms.flatMap((form) => [...new FormData(form).entries()]);
  return JSON.stringify(fields.map(([name, value]) => [name, typeof value === 'string' ? value : value.name]));
}
