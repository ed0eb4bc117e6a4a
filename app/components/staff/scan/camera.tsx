import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '#app/components/button.tsx';
import { Notice } from '#app/components/notice.tsx';
import { useScanWords } from '#app/i18n/use-scan-words.ts';
import { type BarcodeReader, barcodeReader } from './barcode-detector.ts';

/** Scans with the camera, where the browser can read bar codes by itself; elsewhere there is nothing to see of it. */
export function Camera({ onScan }: { onScan: (code: string) => void }) {
  const { t } = useScanWords();
  const [reader, setReader] = useState<BarcodeReader | null>(null);
  const [open, setOpen] = useState(false);
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    barcodeReader()
      .then(setReader)
      .catch(() => undefined);
  }, []);
  if (!reader) return null;
  return (
    <div className="camera">
      <Button type="button" variant="secondary" icon="photo" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t(open ? 'scan:camera.close' : 'scan:camera.open')}
      </Button>
      {refused && (
        <Notice tone="warning" live>
          <p>{t('scan:camera.refused')}</p>
        </Notice>
      )}
      {open && (
        <Picture
          reader={reader}
          onScan={(code) => {
            setOpen(false);
            onScan(code);
          }}
          onRefused={() => {
            setRefused(true);
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

/** How often a picture is looked at. */
const LOOK_MS = 150;

function Picture({
  reader,
  onScan,
  onRefused,
}: {
  reader: BarcodeReader;
  onScan: (code: string) => void;
  onRefused: () => void;
}) {
  const { t } = useScanWords();
  const video = useRef<HTMLVideoElement>(null);
  const found = useEffectEvent(onScan);
  const refused = useEffectEvent(onRefused);
  useEffect(() => {
    const gone = new AbortController();
    watch(reader, video.current, gone.signal)
      .then((code) => code !== null && found(code))
      .catch(() => !gone.signal.aborted && refused());
    return () => gone.abort();
  }, [reader]);
  return <video ref={video} muted playsInline aria-label={t('scan:camera.label')} />;
}

/** Shows the camera until a code is seen, or nobody looks any more: then null. The camera is off afterwards. */
async function watch(reader: BarcodeReader, video: HTMLVideoElement | null, gone: AbortSignal): Promise<string | null> {
  if (!video) return null;
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  try {
    video.srcObject = stream;
    await video.play();
    while (!gone.aborted) {
      const [code] = await reader.detect(video);
      if (code) return code.rawValue;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
