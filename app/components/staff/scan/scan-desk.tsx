import { lazy, Suspense, useEffect, useRef } from 'react';
import { useNavigate, useRevalidator } from 'react-router';
import type { NoticeTone } from '#app/components/notice.tsx';
import { StaffTitle } from '#app/components/staff/staff-title.tsx';
import { useDeviceOptions } from './device-options.ts';
import { DeviceOptionsPanel } from './device-options-panel.tsx';
import { registerDockWorker } from './dock-worker.ts';
import { hasCamera } from './has-camera.ts';
import { QueuePanel } from './queue-panel.tsx';
import { ScanForm } from './scan-form.tsx';
import { readySounds, sound } from './sound.ts';
import { useAnswers, useScanQueue } from './use-scan-queue.ts';
import { useScanner } from './use-scanner.ts';
import { toneOf, type Verdict } from './verdict.ts';
import { KeptPanel, VerdictPanel } from './verdict-panel.tsx';
import { readerThread } from './workers.ts';

/** Only who has a camera has to fetch it; where it cannot be fetched, there is none. The server has none. */
const Camera = lazy(async () => {
  const there = (await hasCamera().catch(() => false)) && (await import('./camera.tsx').catch(() => null));
  return there ? { default: there.Camera } : { default: () => null };
});

export interface ScanDeskProps {
  title: string;
  /** What the server said with the page. */
  verdict: Verdict | null;
  tone: NoticeTone | null;
  typed: string;
  /** Names a scan that is sent without scripts. */
  scanId: string;
  /** Lists on the page that a scan changes. */
  lists: boolean;
  /** Whoever may only look types a code and is led to its return; nothing is noted. */
  mayReceive: boolean;
}

/** The field for codes, the answer, and what this device still keeps: one place for whoever stands at the dock with a scanner. */
export function ScanDesk({ title, verdict: first, tone, typed, scanId, lists, mayReceive }: ScanDeskProps) {
  const scans = useScanQueue();
  const { queue, view } = scans;
  const [options, change] = useDeviceOptions();
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const take = (code: string) =>
    void (mayReceive ? queue.scan(code) : navigate(`/dock?code=${encodeURIComponent(code.slice(0, 512))}`));
  useScanner(take);
  useAnswers(scans, ({ verdict, late }) => {
    if (options.sound) sound(verdict?.result ?? 'kept');
    if (!verdict) return;
    if (options.count && verdict.go && !late) void navigate(verdict.go);
    else if (lists) void revalidate();
  });
  useCaughtUp(view.halt !== null, () => lists && void revalidate());
  useEffect(registerDockWorker, []);
  useEffect(() => readySounds(registerDockWorker), []);
  const { latest } = view;
  const said = latest ? latest.verdict : first;
  const saidTone = latest ? null : tone;
  const wrong = said !== null && ['warning', 'danger', 'info'].includes(saidTone ?? toneOf[said.result]);
  return (
    <>
      <StaffTitle title={title} wrong={wrong && (latest !== null || typed !== '' || saidTone === null)} />
      <h1>{title}</h1>
      <ScanForm
        method={mayReceive ? 'post' : 'get'}
        typed={typed}
        scanId={scanId}
        answered={latest?.verdict ?? latest?.late ?? first}
        onScan={take}
      />
      <Suspense>
        <Camera thread={readerThread} onScan={take} />
      </Suspense>
      {said && <VerdictPanel verdict={said} tone={saidTone} />}
      <KeptPanel view={view} />
      <QueuePanel queue={queue} view={view} />
      <DeviceOptionsPanel options={options} onChange={change} />
    </>
  );
}

/** Calls when the connection is back. */
function useCaughtUp(halted: boolean, onBack: () => void): void {
  const was = useRef(halted);
  useEffect(() => {
    if (was.current && !halted) onBack();
    was.current = halted;
  });
}
