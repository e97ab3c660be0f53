/** Fields of kept forms. Each takes `form`, `name` and `label`; the kinds of value are checked by the compiler. */
export { PickField, SelectField, TextAreaField, TextField, type Choice } from './text.tsx';
export { DateBox, DateField, NumberBox, NumberField, TimeBox, TimeField } from './typed.tsx';
export { ChoiceBox, ChoiceField, ChoicesBox, ChoicesField, Question, TickField, YesNoField } from './choice.tsx';
export { ScaleBox, ScaleField } from './ScaleBox.tsx';
export { NO_SIGNATURE, SignatureBox, SignatureField, SignatureShown, type SignatureMark } from './SignatureBox.tsx';
export { FieldGrid } from './FieldGrid.tsx';
export { readDate, readNumber, readTime } from './read-text.ts';
