import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { type FieldProps, FieldSet } from './field.tsx';
import { ProductPicture } from './product-picture.tsx';
import { QuantitySelect } from './quantity-select.tsx';

export interface ProductChoice {
  /** The value sent under the field's name: the order line's id. */
  value: string;
  title: string;
  variant?: string | null;
  image: string | null;
  price: string;
  /** Pieces that may still come back; from two up a list of numbers is shown. */
  max: number;
  /** The name of the list of numbers, such as `quantity-<line id>`. */
  quantityName: string;
  defaultQuantity?: number | undefined;
  /** A returnable badge, the cost of sending it back. */
  notes?: ReactNode;
}

export interface ProductChoicesProps extends FieldProps {
  options: readonly ProductChoice[];
  defaultValues?: readonly string[] | undefined;
}

/** Which products, and how many of each: a checkbox card for each line that may come back. */
export function ProductChoices({
  name,
  id = name,
  label,
  hint,
  error,
  heading,
  options,
  defaultValues = [],
}: ProductChoicesProps) {
  return (
    <FieldSet name={name} id={id} label={label} hint={hint} error={error} heading={heading}>
      <div className="choices">
        {options.map((option, index) => (
          <ProductCard
            key={option.value}
            option={option}
            name={name}
            id={index === 0 ? id : `${id}-${option.value}`}
            chosen={defaultValues.includes(option.value)}
          />
        ))}
      </div>
    </FieldSet>
  );
}

function ProductCard({
  option,
  name,
  id,
  chosen,
}: {
  option: ProductChoice;
  name: string;
  id: string;
  chosen: boolean;
}) {
  const { t } = useWords();
  return (
    <div className="choice choice-product">
      <input
        type="checkbox"
        name={name}
        id={id}
        value={option.value}
        defaultChecked={chosen}
        aria-describedby={`${id}-note`}
      />
      <label htmlFor={id}>
        <ProductPicture image={option.image} />
        <span className="choice-label" dir="auto">
          {option.title}
        </span>
      </label>
      <div className="choice-notes">
        <div id={`${id}-note`}>
          <p className="product-facts">
            {option.variant && <span dir="auto">{option.variant}</span>}
            <span className="product-price">{option.price}</span>
          </p>
          {option.notes}
        </div>
        {option.max > 1 ? (
          <QuantitySelect
            name={option.quantityName}
            label={t('product.how-many')}
            hiddenLabel={t('product.how-many-of', { title: option.title })}
            max={option.max}
            defaultValue={option.defaultQuantity}
            say={(count) => t('product.of', { count, total: option.max })}
          />
        ) : (
          <input type="hidden" name={option.quantityName} value="1" />
        )}
      </div>
    </div>
  );
}
