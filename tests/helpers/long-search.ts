/**
 * Asked of 'digits.grid', the model that comes with the program writes tens of thousands of digits: one
 * that is beyond all doubt is rare.
 */
export const longSearch = {
  ...{ seed: 1, rows: 32, columns: 32 },
  ...{ classes: [7], legibility: 1, search: 'long' },
};
