import { useEffect, useEffectEvent, useRef, useState } from 'react';
import program from 'zxing-wasm/reader/zxing_reader.wasm?url';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useScanWords } from '#app/i18n/use-scan-words.ts';
import { readerKind } from './code-source.ts';
import { keepReader } from './keep-reader.ts';
import { type Sight, watchCamera } from './watch-camera.ts';
import type { ReaderThread } from './workers.ts';

/** This part of the page, which is fetched on its own. */
const OWN_FILE = new URL(import.meta.url).pathname;

/** What has to be kept for the camera to work without a connection. */
const filesOf = (kind: 'own' | 'loaded', { address }: ReaderThread) =>
  kind === 'own' ? [OWN_FILE] : [OWN_FILE, address, program];

export interface CameraProps {
  thread: ReaderThread;
  onScan: (code: string) => void;
}

/** Scans with the camera, where the browser can read codes or a reader can be loaded for it; elsewhere there is nothing to see of it. */
export function Camera({ thread, onScan }: CameraProps) {
  const { t } = useScanWords();
  const [kind, setKind] = useState<'own' | 'loaded' | null>(null);
  const [open, setOpen] = useState(false);
  const [trouble, setTrouble] = useState<'refused' | 'no-reader' | null>(null);
  useEffect(() => {
    readerKind()
      .then(setKind)
      .catch(() => undefined);
  }, []);
  useEffect(() => {
    if (kind) keepReader(filesOf(kind, thread), false);
  }, [kind, thread]);
  if (!kind) return null;
  return (
    <div className="camera">
      <Button
        type="button"
        variant="secondary"
        icon="photo"
        aria-expanded={open}
        onClick={() => {
          setTrouble(null);
          setOpen(!open);
        }}
      >
        {t(open ? 'scan:camera.close' : 'scan:camera.open')}
      </Button>
      {trouble && (
        <Notice tone="warning" live>
          <p>{t(`scan:camera.${trouble}`)}</p>
        </Notice>
      )}
      {open && (
        <Picture
          thread={thread}
          onReady={() => keepReader(filesOf(kind, thread), true)}
          onLeft={(sight) => {
            setOpen(false);
            if ('code' in sight) onScan(sight.code);
            else setTrouble(sight.trouble);
          }}
        />
      )}
    </div>
  );
}

interface PictureProps {
  thread: ReaderThread;
  /** The reader is there. */
  onReady: () => void;
  onLeft: (sight: Sight) => void;
}

function Picture({ thread, onReady, onLeft }: PictureProps) {
  const { t } = useScanWords();
  const [ready, setReady] = useState(false);
  const video = useRef<HTMLVideoElement>(null);
  const loaded = useEffectEvent(() => {
    setReady(true);
    onReady();
  });
  const left = useEffectEvent(onLeft);
  useEffect(() => {
    const gone = new AbortController();
    if (video.current)
      watchCamera(video.current, thread, gone.signal, () => loaded())
        .then((sight) => sight && !gone.signal.aborted && left(sight))
        .catch(() => undefined);
    return () => gone.abort();
  }, [thread]);
  return (
    <>
      <video ref={video} muted playsInline aria-label={t('scan:camera.label')} />
      <p role="status">{ready ? '' : t('scan:camera.loading')}</p>
    </>
  );
}
