import type { ReactNode } from 'react';
import { useWords } from '#app/i18n/use-words.ts';
import { ProductPicture } from './product-picture.tsx';

export interface ProductLineProps {
  title: string;
  variant?: string | null;
  sku?: string | null;
  image: string | null;
  /** Pieces; said as "3 pieces". Left out where another control says it. */
  quantity?: number | undefined;
  /** Formatted money. */
  price?: string | undefined;
  /** A returnable badge, a grade, a reason, a verdict. */
  children?: ReactNode;
}

/** One product as a person recognises it: picture, name, variant, pieces, price. Put several in a `<ul className="product-list">`. */
export function ProductLine({ title, variant, sku, image, quantity, price, children }: ProductLineProps) {
  const { t } = useWords();
  return (
    <div className="product">
      <ProductPicture image={image} />
      <div className="product-words">
        <div className="product-head">
          <p className="product-title" dir="auto">
            {title}
          </p>
          {price && <p className="product-price">{price}</p>}
        </div>
        <p className="product-facts">
          {variant && <span dir="auto">{variant}</span>}
          {sku && (
            <span className="product-sku" dir="ltr">
              {sku}
            </span>
          )}
          {quantity !== undefined && <span>{t('product.pieces', { count: quantity })}</span>}
        </p>
        {children}
      </div>
    </div>
  );
}
