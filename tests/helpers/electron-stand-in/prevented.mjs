/** An event whose listener may prevent what it announces. */
export class PreventableEvent {
  defaultPrevented = false;

  preventDefault() {
    this.defaultPrevented = true;
  }
}
