using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindline.Patients.Search;

namespace Kindline.Patients.Import;

/// <summary>Which column of a sheet holds what.</summary>
/// <param name="Fields">By the place of the column, from 0; columns that are passed over are not in it.</param>
internal sealed record ImportMapping(IReadOnlyDictionary<int, ImportField> Fields)
{
    // What practices, EMRs and data sellers call them; compared without case, spaces and punctuation.
    private static readonly (ImportField Field, string[] Names)[] Names =
    [
        (ImportField.Mrn,
        [
            "mrn", "medicalrecordnumber", "medicalrecordno", "medrec", "patientid", "patientnumber", "patientno", "patid",
            "chart", "chartnumber", "chartno", "chartnum", "account", "accountnumber", "acctno", "externalid", "id",
        ]),
        (ImportField.FirstName,
        [
            "firstname", "first", "fname", "givenname", "given", "patientfirstname", "patfirstname", "patientfirst", "patfirst",
            "forename", "nombre",
        ]),
        (ImportField.LastName,
        [
            "lastname", "last", "lname", "familyname", "family", "surname", "patientlastname", "patlastname", "patientlast",
            "patlast", "patsurname", "patientsurname", "apellido", "apellidos",
        ]),
        (ImportField.FullName, ["name", "fullname", "patientname", "patient", "contact", "contactname"]),
        (ImportField.BornOn,
        [
            "dob", "dateofbirth", "birthdate", "birthday", "birth", "born", "bornon", "patientdob", "fechadenacimiento",
        ]),
        (ImportField.Phone,
        [
            "phone", "phonenumber", "telephone", "tel", "mobile", "mobilephone", "cell", "cellphone", "homephone", "home",
            "workphone", "work", "primaryphone", "secondaryphone", "phone1", "phone2", "phone3", "altphone", "alternatephone",
            "contactnumber", "telefono",
        ]),
        (ImportField.Email, ["email", "emailaddress", "mail", "patientemail", "correo"]),
        (ImportField.Street,
        [
            "street", "address", "address1", "addressline1", "addr", "addr1", "streetaddress", "homeaddress", "mailingaddress",
            "direccion",
        ]),
        (ImportField.City, ["city", "town", "ciudad"]),
        (ImportField.State, ["state", "st", "province", "statecode"]),
        (ImportField.Zip, ["zip", "zipcode", "postalcode", "postcode", "postal"]),
        (ImportField.Language, ["language", "lang", "preferredlanguage", "primarylanguage", "spokenlanguage", "idioma"]),
        (ImportField.Plan,
        [
            "plan", "planname", "insurance", "insuranceplan", "insurancename", "payer", "payername", "primaryinsurance", "carrier",
        ]),
        (ImportField.Balance, ["balance", "patientbalance", "balancedue", "amountdue", "accountbalance", "ptbalance"]),
    ];

    /// <summary>What each column seems to hold by its name; a field that several columns claim goes to the first, but for telephones.</summary>
    public static ImportMapping Guess(IReadOnlyList<string> header)
    {
        var fields = new Dictionary<int, ImportField>();
        for (var n = 0; n < header.Count; n++)
        {
            var name = string.Concat(NameText.Words(header[n]));
            if (FieldOf(name) is { } field && (field == ImportField.Phone || !fields.ContainsValue(field)))
            {
                fields[n] = field;
            }
        }
        if (fields.ContainsValue(ImportField.FirstName) && fields.ContainsValue(ImportField.LastName))
        {
            // A column with both beside the two says nothing new.
            fields = fields.Where(f => f.Value != ImportField.FullName).ToDictionary();
        }
        return new ImportMapping(fields);
    }

    /// <summary>"0=Mrn 1=LastName 4=Phone", to be kept.</summary>
    public string ToText() => string.Join(' ', Fields.OrderBy(f => f.Key).Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Key}={f.Value}")));

    /// <summary>Reads what <see cref="ToText"/> has written.</summary>
    public static ImportMapping FromText(string text) => new(text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2))
        .ToDictionary(f => int.Parse(f[0], CultureInfo.InvariantCulture), f => Enum.Parse<ImportField>(f[1])));

    /// <summary>Tells headers apart by the names of their columns, in their order and without their case.</summary>
    public static string HashOf(IReadOnlyList<string> header) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', header.Select(name => name.Trim().ToUpperInvariant())))));

    /// <summary>Why nobody could be told apart by these columns; null where people can.</summary>
    public string? WhatIsMissing()
    {
        var has = Fields.Values.ToHashSet();
        var named = has.Contains(ImportField.FullName) || (has.Contains(ImportField.FirstName) && has.Contains(ImportField.LastName));
        return !named ? "No column holds the name: a first and a last name, or both in one."
            : !has.Contains(ImportField.Mrn) && !has.Contains(ImportField.BornOn) && !has.Contains(ImportField.Phone)
            ? "Names alone tell nobody apart: a column must hold the record number, the date of birth or a telephone number."
            : null;
    }

    private static ImportField? FieldOf(string name)
    {
        foreach (var (field, names) in Names)
        {
            if (names.Contains(name))
            {
                return field;
            }
        }
        return null;
    }
}
