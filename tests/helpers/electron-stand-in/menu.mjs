/**
 * @typedef {{label?: string, role?: string, accelerator?: string, enabled?: boolean, click?: () => void,
 *   submenu?: Template}} Item
 * @typedef {readonly Item[]} Template
 */

/** @type {Template} */
let current = [];

export const Menu = {
  /** @param {Template} template */
  buildFromTemplate: (template) => ({ template }),
  /** @param {{template: Template}} menu */
  setApplicationMenu({ template }) {
    current = template;
  },
};

/**
 * @param {Template} [template]
 * @returns {import('./protocol.js').MenuItem[]}
 */
export function menuItems(template = current) {
  return template.map(
    ({ label = '', role = null, accelerator = null, enabled = true, submenu }) => ({
      label,
      role,
      accelerator,
      enabled,
      submenu: menuItems(submenu ?? []),
    }),
  );
}

/** @param {readonly string[]} labels */
export function clickItem(labels) {
  let items = current;
  /** @type {Item | undefined} */
  let item;
  for (const label of labels) {
    item = items.find((candidate) => candidate.label === label);
    items = item?.submenu ?? [];
  }
  if (!item?.click) throw new Error(`The menu has no item ${labels.join(' > ')}.`);
  item.click();
}

/**
 * Clicks the item that has this key, if one does.
 * @param {string} accelerator
 * @param {Template} [template]
 */
export function pressAccelerator(accelerator, template = current) {
  for (const item of template) {
    if (item.accelerator === accelerator) item.click?.();
    pressAccelerator(accelerator, item.submenu ?? []);
  }
}
