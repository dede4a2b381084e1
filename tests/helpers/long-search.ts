/** Asked of 'digits.grid', the model that comes with the program looks at ten thousand digits. */
export const longSearch = {
  ...{ seed: 1, rows: 32, columns: 32 },
  ...{ classes: [7], legibility: 0.95, search: 'long' },
};
