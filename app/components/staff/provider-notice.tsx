import { Notice } from '#app/components/notice.tsx';

/** Says that nothing is sent to the payment provider, and why; nothing while all is well. */
export function ProviderNotice({ provider }: { provider: { title: string; text: string } | null }) {
  if (!provider) return null;
  return (
    <Notice tone="danger" title={provider.title}>
      <p>{provider.text}</p>
    </Notice>
  );
}
