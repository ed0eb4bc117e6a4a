import { Notice } from '#app/components/notice.tsx';
import { ScanDesk } from '#app/components/staff/scan/scan-desk.tsx';
import { allow } from '#app/http.server.ts';
import { useScanWords } from '#app/i18n/use-scan-words.ts';

/** Kept on the device and shown without a connection: it names nobody and shows nothing of the shop's. */
export const loader = allow('public', () => null);

export default function Offline() {
  const { t } = useScanWords();
  return (
    <>
      <ScanDesk
        title={t('scan:offline.title')}
        verdict={null}
        tone={null}
        typed=""
        scanId=""
        mayReceive
        lists={false}
      />
      <Notice>
        <p>{t('scan:offline.text')}</p>
        <p>
          <a href="/dock">{t('scan:offline.back')}</a>
        </p>
      </Notice>
    </>
  );
}
