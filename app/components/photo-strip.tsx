import { Anchor } from './anchor.tsx';

export interface Photo {
  id: string;
  src: string;
  /** What it is a photo of. */
  alt: string;
}

/** Photos in a row, each opening in full size. */
export function PhotoStrip({ photos, label }: { photos: readonly Photo[]; label: string }) {
  if (photos.length === 0) return null;
  return (
    <ul className="photos" aria-label={label}>
      {photos.map((photo) => (
        <li key={photo.id}>
          <Anchor href={photo.src} document>
            <img src={photo.src} alt={photo.alt} width="96" height="96" loading="lazy" />
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
