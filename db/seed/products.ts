/** Something the demo shop sells; `price` in EUR cents, from which the other markets' prices are made. */
export type Product = {
  sku: string;
  title: string;
  variant: string | null;
  image: string;
  price: number;
  /** Whole grams of one piece with its packaging; null: nothing to weigh. */
  weightGrams: number | null;
  traits: readonly string[];
  requiresShipping: boolean;
  category: string;
  vendor: string;
  tags: readonly string[];
  /** Each piece has a serial number. */
  numbered?: boolean;
};

function product(
  [sku, category]: readonly [string, string],
  title: string,
  picture: string,
  [price, weightGrams]: readonly [number, number | null],
  changes: Partial<Product> = {},
): Product {
  const image = `/products/${picture}.svg`;
  const plain = { variant: null, traits: [], tags: [], requiresShipping: true, vendor: 'Kiosk & Kin' };
  return { sku, category, title, image, price, weightGrams, ...plain, ...changes };
}

/** Every product of the demo shop, by a short name; each picture is a file under public/products. */
export const products = {
  mug: product(['MUG-TEAL', 'Kitchen'], 'Stoneware mug', 'mug', [1800, 420], { variant: 'Teal, 350 ml' }),
  engravedMug: product(['MUG-ENGRAVED', 'Kitchen'], 'Mug with your initial', 'engraved-mug', [2600, 430], {
    variant: 'Letter M',
    traits: ['custom_made'],
  }),
  lamp: product(['LAMP-ARC', 'Home'], 'Swing-arm desk lamp', 'desk-lamp', [8900, 1900], { variant: 'Amber' }),
  scarf: product(['SCARF-RED', 'Clothing'], 'Lambswool scarf', 'scarf', [4900, 180], { variant: 'Red stripe' }),
  headphones: product(['HEAD-OVER', 'Audio'], 'Over-ear headphones', 'headphones', [14900, 310], {
    variant: 'Blue',
    vendor: 'Nordlaut',
    numbered: true,
  }),
  earbuds: product(['EAR-BUDS', 'Audio'], 'In-ear headphones', 'earbuds', [7900, 60], {
    variant: 'Rose',
    vendor: 'Nordlaut',
    traits: ['sealed_hygiene_unsealed'],
  }),
  backpack: product(['PACK-DAY', 'Bags'], 'Day backpack', 'backpack', [9500, 850], { variant: 'Moss, 18 l' }),
  notebook: product(['NOTE-A5', 'Stationery'], 'Linen notebook', 'notebook', [1600, 290], { variant: 'A5, dotted' }),
  plantPot: product(['POT-TERRA', 'Home'], 'Terracotta pot', 'plant-pot', [2200, 900], { variant: '14 cm' }),
  cushion: product(['CUSH-OX', 'Home'], 'Cotton cushion', 'cushion', [3400, 650], {
    variant: '45 × 45 cm',
    tags: ['sale'],
  }),
  candle: product(['CANDLE-FIG', 'Home'], 'Fig and cedar candle', 'candle', [2400, 380], { traits: ['final_sale'] }),
  soap: product(['SOAP-ROSE', 'Care'], 'Rose soap', 'soap', [900, 110], { traits: ['sealed_hygiene_unsealed'] }),
  sneakers: product(['SHOE-RUN-42', 'Clothing'], 'Canvas sneakers', 'sneakers', [7500, 760], {
    variant: 'Brick, EU 42',
  }),
  teapot: product(['POT-TEA', 'Kitchen'], 'Porcelain teapot', 'teapot', [5600, 980], { variant: 'Cobalt, 1 l' }),
  sunHat: product(['HAT-SUN', 'Clothing'], 'Straw sun hat', 'sunhat', [3900, 140], {
    variant: 'M',
    traits: ['final_sale'],
  }),
  pattern: product(['PATTERN-PDF', 'Patterns'], 'Sewing pattern, to download', 'sewing-patterns', [1200, null], {
    traits: ['digital'],
    requiresShipping: false,
  }),
} as const satisfies Record<string, Product>;

export type ProductName = keyof typeof products;
