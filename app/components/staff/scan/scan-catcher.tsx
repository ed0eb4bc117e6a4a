import { useEffect, useRef } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Button } from '#app/components/button.tsx';
import { LinkButton } from '#app/components/link-button.tsx';
import { ScanVerdict } from '#app/components/scan-verdict.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import { useDeviceOptions } from './device-options.ts';
import { playSound } from './sounds.ts';
import { useAnswers, useScanQueue } from './use-scan-queue.ts';
import { useScanner } from './use-scanner.ts';
import { KeptPanel, VerdictPanel } from './verdict-panel.tsx';

/**
 * Hears a scanner on a page that has no field for codes. The parcel has come, whatever happens on this page; the page goes on to it unless something
 * was entered here that would be lost.
 */
export function ScanCatcher() {
  const { t } = useWords();
  const scans = useScanQueue();
  const { queue, view } = scans;
  const [options] = useDeviceOptions();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const changed = useChanged(pathname);
  useScanner((code) => void queue.scan(code));
  useAnswers(scans, ({ verdict, late }) => {
    if (options.sound) playSound(verdict?.result ?? 'kept');
    if (verdict?.go && verdict.go !== pathname && !late && !changed.current) void navigate(verdict.go);
  });
  const verdict = view.latest?.verdict;
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

/** Whether something was entered on this page since it was opened; a scanner's own keys are no entry. */
function useChanged(pathname: string) {
  const changed = useRef(false);
  useEffect(() => {
    changed.current = pathname === '';
    const note = (event: Event) => {
      const { target } = event;
      if (event.type === 'change' || !(target instanceof HTMLInputElement) || target.type === 'radio')
        changed.current = true;
    };
    addEventListener('change', note);
    return () => removeEventListener('change', note);
  }, [pathname]);
  return changed;
}
