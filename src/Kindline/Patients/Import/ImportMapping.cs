using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kindline.Foundation;
using Kindline.Patients.Search;

namespace Kindline.Patients.Import;

/// <summary>Which column of a sheet holds what.</summary>
/// <param name="Fields">By the place of the column, from 0; columns that are passed over are not in it.</param>
internal sealed record ImportMapping(IReadOnlyDictionary<int, ImportField> Fields)
{
    private static readonly IReadOnlyDictionary<int, PatientFieldId> None = new Dictionary<int, PatientFieldId>();

    /// <summary>The same of columns that hold a field of the practice's own.</summary>
    public IReadOnlyDictionary<int, PatientFieldId> Own { get; init; } = None;

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
            "contactnumber", "telefono", "cellular", "landline", "mobilenumber", "cellnumber", "cellphonenumber", "mobilephonenumber", "homephonenumber", "workphonenumber",
            "officephone", "businessphone", "daytimephone", "eveningphone", "patientphone", "patientmobile", "patientcell", "patientcellphone", "patienthomephone",
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
            "plan", "planname", "insurance", "insuranceplan", "insurancename", "primaryinsurance", "primaryplan",
        ]),
        (ImportField.Payer, ["payer", "payername", "primarypayer", "primarypayername", "carrier", "insurancecarrier", "insurancecompany"]),
        (ImportField.MemberId, ["memberid", "membernumber", "memberno", "subscriberid", "policynumber", "insuranceid", "primarymemberid"]),
        (ImportField.SecondaryPayer, ["secondarypayer", "secondarypayername", "secondaryinsurance", "secondaryinsurancename", "secondarycarrier", "payer2", "insurance2"]),
        (ImportField.SecondaryPlan, ["secondaryplan", "secondaryplanname", "secondaryinsuranceplan", "plan2"]),
        (ImportField.SecondaryMemberId,
        [
            "secondarymemberid", "secondarymembernumber", "secondaryinsuranceid", "secondarypolicynumber", "secondarysubscriberid", "memberid2", "insuranceid2",
        ]),
        (ImportField.Balance, ["balance", "patientbalance", "balancedue", "amountdue", "accountbalance", "ptbalance"]),
        (ImportField.Medications,
        [
            "medications", "medication", "meds", "currentmedications", "currentmeds", "activemedications", "activemeds", "medicationlist", "medlist", "medicines",
        ]),
        (ImportField.ChartNotes, ["chartnotes", "chartnote", "emrnotes", "emrnote", "ehrnotes", "notesinemr", "notesinyouremr", "clinicalnotes", "clinicalnote"]),
        (ImportField.ReferredBy, ["referredby", "referringprovider", "referringphysician", "referringdoctor", "referralsource", "referrer", "refprovider"]),
        (ImportField.Source, ["source", "leadsource", "howheard", "howdidyouhear", "howdidyouhearaboutus", "marketingsource", "listsource"]),
        (ImportField.Status, ["status", "patientstatus", "activestatus"]),
        (ImportField.DoNotCall, ["dnc", "donotcall", "donotcallflag", "donotcontact", "donotphone", "nocalls", "nocall", "calloptout"]),
        (ImportField.NoTexts, ["notexts", "notext", "donottext", "nosms", "dnt", "textoptout", "smsoptout"]),
        (ImportField.NoVoicemail, ["novoicemail", "novoicemails", "novm", "donotleavevoicemail"]),
        (ImportField.NoEmail, ["noemail", "noemails", "donotemail", "emailoptout"]),
        (ImportField.NoMail, ["nomail", "donotmail", "mailoptout"]),
    ];

    /// <summary>What each column seems to hold by its name; a field that several columns claim goes to the first, but for telephones.</summary>
    /// <param name="header">The names of the columns.</param>
    /// <param name="own">The practice's own fields: a column that is called as one holds it, where it seems to hold nothing else.</param>
    public static ImportMapping Guess(IReadOnlyList<string> header, IReadOnlyList<PatientField> own)
    {
        var fields = new Dictionary<int, ImportField>();
        for (var n = 0; n < header.Count; n++)
        {
            var name = PlainName(header[n]);
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
        var ofOwn = new Dictionary<int, PatientFieldId>();
        foreach (var field in own)
        {
            var place = Enumerable.Range(0, header.Count).FirstOrDefault(n => !fields.ContainsKey(n) && !ofOwn.ContainsKey(n) && PlainName(header[n]) == PlainName(field.Label), -1);
            if (place >= 0)
            {
                ofOwn[place] = field.Id;
            }
        }
        return new ImportMapping(fields) { Own = ofOwn };
    }

    /// <summary>"0=Mrn 1=LastName 4=Phone 5=field:(id)", to be kept.</summary>
    public string ToText() => string.Join(' ', Fields.Select(f => (Column: f.Key, What: f.Value.ToString())).Concat(Own.Select(o => (Column: o.Key, What: OwnValues.KeyOf(o.Value))))
        .OrderBy(c => c.Column).Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Column}={c.What}")));

    /// <summary>Reads what <see cref="ToText"/> has written.</summary>
    public static ImportMapping FromText(string text)
    {
        var columns = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(f => f.Split('=', 2))
            .Select(f => (Column: int.Parse(f[0], CultureInfo.InvariantCulture), What: f[1], Own: OwnValues.IdOf(f[1]))).ToList();
        return new ImportMapping(columns.Where(c => c.Own is null).ToDictionary(c => c.Column, c => Enum.Parse<ImportField>(c.What)))
        {
            Own = columns.Where(c => c.Own is not null).ToDictionary(c => c.Column, c => c.Own!.Value),
        };
    }

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

    private static string PlainName(string name) => string.Concat(NameText.Words(name));

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
