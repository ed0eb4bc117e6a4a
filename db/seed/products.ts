/** Something the demo shop sells; `price` in EUR cents, from which the other markets' prices are made. */
export type Product = {
  sku: string;
  title: string;
  variant: string | null;
  image: string;
  price: number;
  traits: readonly string[];
  requiresShipping: boolean;
};

function product(sku: string, title: string, picture: string, price: number, changes: Partial<Product> = {}): Product {
  const image = `/products/${picture}.svg`;
  return { sku, title, variant: null, image, price, traits: [], requiresShipping: true, ...changes };
}

/** Every product of the demo shop, by a short name; each picture is a file under public/products. */
export const products = {
  mug: product('MUG-TEAL', 'Stoneware mug', 'mug', 1800, { variant: 'Teal, 350 ml' }),
  engravedMug: product('MUG-ENGRAVED', 'Mug with your initial', 'engraved-mug', 2600, {
    variant: 'Letter M',
    traits: ['custom_made'],
  }),
  lamp: product('LAMP-ARC', 'Swing-arm desk lamp', 'desk-lamp', 8900, { variant: 'Amber' }),
  scarf: product('SCARF-RED', 'Lambswool scarf', 'scarf', 4900, { variant: 'Red stripe' }),
  headphones: product('HEAD-OVER', 'Over-ear headphones', 'headphones', 14900, { variant: 'Blue' }),
  earbuds: product('EAR-BUDS', 'In-ear headphones', 'earbuds', 7900, {
    variant: 'Rose',
    traits: ['sealed_hygiene_unsealed'],
  }),
  backpack: product('PACK-DAY', 'Day backpack', 'backpack', 9500, { variant: 'Moss, 18 l' }),
  notebook: product('NOTE-A5', 'Linen notebook', 'notebook', 1600, { variant: 'A5, dotted' }),
  plantPot: product('POT-TERRA', 'Terracotta pot', 'plant-pot', 2200, { variant: '14 cm' }),
  cushion: product('CUSH-OX', 'Cotton cushion', 'cushion', 3400, { variant: '45 × 45 cm' }),
  candle: product('CANDLE-FIG', 'Fig and cedar candle', 'candle', 2400, { traits: ['final_sale'] }),
  soap: product('SOAP-ROSE', 'Rose soap', 'soap', 900, { traits: ['sealed_hygiene_unsealed'] }),
  sneakers: product('SHOE-RUN-42', 'Canvas sneakers', 'sneakers', 7500, { variant: 'Brick, EU 42' }),
  teapot: product('POT-TEA', 'Porcelain teapot', 'teapot', 5600, { variant: 'Cobalt, 1 l' }),
  sunHat: product('HAT-SUN', 'Straw sun hat', 'sunhat', 3900, { variant: 'M', traits: ['final_sale'] }),
  pattern: product('PATTERN-PDF', 'Sewing pattern, to download', 'sewing-patterns', 1200, {
    traits: ['digital'],
    requiresShipping: false,
  }),
} as const satisfies Record<string, Product>;

export type ProductName = keyof typeof products;
