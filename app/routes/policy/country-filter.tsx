import { Anchor } from '#app/components/anchor.tsx';
import { Button } from '#app/components/button.tsx';
import { Select, type SelectOption } from '#app/components/select.tsx';
import { useWords } from '#app/i18n/use-words.ts';

/** One country instead of all; a plain GET form, so the view has an address. */
export function CountryFilter({
  chosen,
  options,
  problem,
}: {
  chosen: string;
  options: readonly SelectOption[];
  problem: string | null;
}) {
  const { t } = useWords();
  return (
    <form method="get" action="/policy" className="fields-row policy-filter" key={chosen}>
      <Select
        name="country"
        label={t('policy:filter.label')}
        options={options}
        empty={t('policy:filter.all')}
        defaultValue={problem ? '' : chosen}
        error={problem ?? undefined}
      />
      <Button variant="secondary">{t('policy:filter.button')}</Button>
      {chosen && <Anchor href="/policy">{t('policy:filter.reset')}</Anchor>}
    </form>
  );
}
