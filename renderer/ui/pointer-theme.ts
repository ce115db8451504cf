import {
  Autocomplete,
  Checkbox,
  createTheme,
  Modal,
  MultiSelect,
  NativeSelect,
  Select,
  Tabs,
  Textarea,
  TextInput,
  type MantineThemeOverride,
} from "@mantine/core";

/** Label, field, what is wrong, then the hint: fields of one row stand on one line whatever their hints are. */
const ORDER: ("label" | "input" | "error" | "description")[] = ["label", "input", "error", "description"];

/**
 * Mantine in the kitchen's tokens. Its colours come from `mantine.css`, where its own variables point at ours, so that no
 * style is written at run time: the page lives under `style-src 'self'`.
 */
export const pointerTheme: MantineThemeOverride = createTheme({
  fontFamily: "Inter, system-ui, sans-serif",
  defaultRadius: "md",
  autoContrast: false,
  respectReducedMotion: true,
  components: {
    TextInput: TextInput.extend({ defaultProps: { size: "md", inputWrapperOrder: ORDER } }),
    Textarea: Textarea.extend({ defaultProps: { size: "md", autosize: false, inputWrapperOrder: ORDER } }),
    Autocomplete: Autocomplete.extend({ defaultProps: { size: "md", inputWrapperOrder: ORDER } }),
    Select: Select.extend({
      defaultProps: {
        size: "md",
        inputWrapperOrder: ORDER,
        allowDeselect: false,
        comboboxProps: { transitionProps: { duration: 0 } },
      },
    }),
    MultiSelect: MultiSelect.extend({
      defaultProps: { size: "md", inputWrapperOrder: ORDER, comboboxProps: { transitionProps: { duration: 0 } } },
    }),
    NativeSelect: NativeSelect.extend({ defaultProps: { size: "md", inputWrapperOrder: ORDER } }),
    Checkbox: Checkbox.extend({ defaultProps: { size: "md" } }),
    Tabs: Tabs.extend({ defaultProps: { keepMounted: false } }),
    // Locking the page's scroll would write a style element, which the policy forbids; the overlay covers the page anyway.
    Modal: Modal.extend({ defaultProps: { lockScroll: false, centered: true, transitionProps: { duration: 0 } } }),
  },
});
