import { Icon } from './icon.tsx';

/** The product's picture, or a drawn parcel where the shop gave none. Its name stands beside it, so it has no words of its own. */
export function ProductPicture({ image }: { image: string | null }) {
  return (
    <span className="product-picture">
      {image ? (
        <img src={image} alt="" width="72" height="72" loading="lazy" decoding="async" />
      ) : (
        <Icon name="parcel" />
      )}
    </span>
  );
}
