import { Button } from '#app/components/button.tsx';
import { Card } from '#app/components/card.tsx';
import { DataTable } from '#app/components/data-table.tsx';
import type { FieldProblem } from '#app/components/error-summary.tsx';
import { Select } from '#app/components/select.tsx';
import { VisuallyHidden } from '#app/components/visually-hidden.tsx';
import { useWords } from '#app/i18n/use-words.ts';
import type { FieldValues } from '#app/routes/policy/form-field.ts';
import { FormFields } from '#app/routes/policy/form-fields.tsx';
import type { loadRulePage } from './automation-rule-page.server.ts';

interface PartProps {
  readonly page: Awaited<ReturnType<typeof loadRulePage>>;
  readonly given: FieldValues;
  readonly problems: readonly FieldProblem[];
}

/** When the rule is for a return: its conditions, and the form for one more. */
export function Conditions({ page, given, problems }: PartProps) {
  const { t } = useWords();
  const { conditions, condition, mayEdit, version } = page;
  return (
    <Card title={t('automation:rule.conditions')}>
      <div className="flow">
        <p>{t(conditions.length > 0 ? 'automation:rule.all' : 'automation:rule.none')}</p>
        <ul className="flow">
          {conditions.map((words, index) => (
            <li key={words}>
              {words}
              {mayEdit && (
                <form method="post">
                  <input type="hidden" name="version" value={version} />
                  <input type="hidden" name="index" value={index} />
                  <Button variant="quiet" size="small" name="intent" value="condition-remove">
                    {t('automation:rule.remove')} <VisuallyHidden>{words}</VisuallyHidden>
                  </Button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {mayEdit && (
          <form method="get" className="policy-form">
            <Select
              name="kind"
              label={t('automation:rule.kind')}
              options={page.kinds}
              defaultValue={condition?.kind}
              error={problems.find(({ field }) => field === 'kind')?.message}
            />
            <Button variant="secondary">{t('automation:rule.choose')}</Button>
          </form>
        )}
        {mayEdit && condition && (
          <form method="post" noValidate className="policy-form">
            <h3>{condition.name}</h3>
            <input type="hidden" name="version" value={version} />
            <FormFields fields={condition.fields} values={{ ...condition.values, ...given }} problems={problems} />
            <Button name="intent" value="condition">
              {t('automation:rule.add')}
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}

/** How much rules may pay, by currency, and the form for one more currency; a page has one field of a name, so not beside a condition's. */
export function Caps({ page, given, problems }: PartProps) {
  const { t } = useWords();
  const { caps, mayEdit, version } = page;
  const column = (key: 'per-return' | 'per-customer' | 'per-day') => ({
    ...{ key, label: t(`automation:rule.${key}`) },
    align: 'end' as const,
  });
  return (
    <Card title={t('automation:rule.caps')}>
      <div className="flow">
        <p>{t('automation:rule.caps-text')}</p>
        {caps.length === 0 ? (
          <p>{t('automation:rule.no-caps')}</p>
        ) : (
          <DataTable
            caption={t('automation:rule.caps')}
            hideCaption
            columns={[
              { key: 'currency', label: t('automation:rule.currency') },
              ...[column('per-return'), column('per-customer'), column('per-day')],
            ]}
            rows={caps.map(({ id, ...cells }) => ({ id, cells }))}
          />
        )}
        {mayEdit &&
          caps.map(({ currency }) => (
            <form key={currency} method="post">
              <input type="hidden" name="version" value={version} />
              <input type="hidden" name="currency" value={currency} />
              <Button variant="quiet" size="small" name="intent" value="cap-remove">
                {t('automation:rule.cap-remove', { currency })}
              </Button>
            </form>
          ))}
        {mayEdit && !page.condition && (
          <form method="post" noValidate className="policy-form">
            <input type="hidden" name="version" value={version} />
            <FormFields fields={page.capFields} values={given} problems={problems} />
            <Button variant="secondary" name="intent" value="cap">
              {t('automation:rule.cap-save')}
            </Button>
          </form>
        )}
      </div>
    </Card>
  );
}
