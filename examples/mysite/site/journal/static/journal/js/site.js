"use strict";

document.documentElement.classList.add("js");

// How many characters are left in a field: <output data-counts="id of the field">.
for (const output of document.querySelectorAll("[data-counts]")) {
  const field = document.getElementById(output.dataset.counts);
  const show = () => {
    output.value = `${field.maxLength - field.value.length} left`;
  };
  field.addEventListener("input", show);
  show();
}

// The chosen photo, before it is sent: <img data-previews="id of the file field">.
for (const image of document.querySelectorAll("[data-previews]")) {
  const field = document.getElementById(image.dataset.previews);
  field.addEventListener("change", () => {
    if (image.src) URL.revokeObjectURL(image.src);
    const [file] = field.files;
    image.hidden = !file;
    if (file) image.src = URL.createObjectURL(file);
  });
}
